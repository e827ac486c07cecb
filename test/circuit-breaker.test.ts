import { describe, expect, it } from 'vitest';
import { makeCircuitBreaker } from '../src/circuit-breaker.ts';

function make() {
  const state = { now: 0 };
  return { state, breaker: makeCircuitBreaker({ failures: 3, pauseMs: 1_000 }, () => state.now) };
}

describe('a circuit breaker', () => {
  it('pauses after so many failures in a row, and says so once', () => {
    const { breaker } = make();
    expect([breaker.failed(), breaker.failed(), breaker.mayTry()]).toEqual([false, false, true]);
    expect([breaker.failed(), breaker.mayTry(), breaker.failed()]).toEqual([true, false, false]);
  });

  it('pauses no longer for what was under way when the pause began, and twice as long after each try that fails', () => {
    const state = { now: 0 };
    const breaker = makeCircuitBreaker(
      { failures: 3, pauseMs: 1_000, longestPauseMs: 3_000 },
      () => state.now,
    );
    for (let failure = 0; failure < 5; failure += 1) breaker.failed();
    expect(breaker.pauseLeftMs()).toBe(1_000);
    state.now = 1_000;
    breaker.failed();
    expect(breaker.pauseLeftMs()).toBe(2_000);
    state.now = 3_000;
    expect(breaker.mayTry()).toBe(true);
    breaker.failed();
    expect(breaker.pauseLeftMs()).toBe(3_000);
    breaker.succeeded();
    for (let failure = 0; failure < 3; failure += 1) breaker.failed();
    expect(breaker.pauseLeftMs()).toBe(1_000);
  });

  it('counts from the start after a success', () => {
    const { breaker } = make();
    for (let round = 0; round < 3; round += 1) {
      expect([breaker.failed(), breaker.failed(), breaker.mayTry()]).toEqual([false, false, true]);
      breaker.succeeded();
    }
  });

  it('lets one through when the pause is over, and the next after it has succeeded or another pause', () => {
    const { breaker, state } = make();
    for (let failure = 0; failure < 3; failure += 1) breaker.failed();
    state.now = 999;
    expect(breaker.mayTry()).toBe(false);
    state.now = 1_000;
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
    state.now = 2_000;
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, true]);
  });
});
