import { setTimeout as sleep } from 'node:timers/promises';
import { multiply, type SparseMatrix } from './sparse-matrix.ts';

/** Four rounds were enough: more did not change the judged quality of the search. */
const ROUNDS = 4;

/**
 * An orthonormal basis of the matrix's dominant subspace, `width` numbers a row, by orthogonal iteration from a seeded
 * Gaussian start (Golub & Van Loan, "Matrix Computations", §8.2.4). The same matrix gives the same basis on every machine. Between the rounds, some
 * seconds each for a large catalogue, timers and requests get their turn: a job tells of itself, a gateway answers.
 */
export async function dominantSubspace(matrix: SparseMatrix, width: number): Promise<Float32Array> {
  let basis = gaussian(matrix.size * width, 1);
  orthonormalize(basis, matrix.size, width);
  orthonormalize(basis, matrix.size, width);
  for (let round = 1; round <= ROUNDS; round++) {
    await sleep(1);
    basis = multiply(matrix, basis, width);
    await sleep(1);
    orthonormalize(basis, matrix.size, width);
    // The Cholesky step loses digits when columns are nearly parallel; a second pass restores them.
    if (round === ROUNDS) orthonormalize(basis, matrix.size, width);
  }
  return basis;
}

/** Makes the columns orthonormal in place: Cholesky QR, columns ← columns · R⁻¹ with RᵀR = columnsᵀ · columns. */
function orthonormalize(columns: Float32Array, height: number, width: number): void {
  const factor = choleskyFactor(gramMatrix(columns, height, width), width);
  for (let row = 0; row < height; row++) {
    const values = columns.subarray(row * width, (row + 1) * width);
    for (let column = 0; column < width; column++) {
      let value = values[column] as number;
      for (let k = 0; k < column; k++)
        value -= (values[k] as number) * (factor[k * width + column] as number);
      values[column] = value / (factor[column * width + column] as number);
    }
  }
}

function gramMatrix(columns: Float32Array, height: number, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < height; row++) {
    const values = columns.subarray(row * width, (row + 1) * width);
    for (let one = 0; one < width; one++) {
      const value = values[one] as number;
      const target = gram.subarray(one * width, (one + 1) * width);
      for (let other = one; other < width; other++) {
        target[other] = (target[other] as number) + value * (values[other] as number);
      }
    }
  }
  return gram;
}

/** Upper triangular R with RᵀR = gram. A tiny ridge keeps it real where a catalogue has fewer words than dimensions. */
function choleskyFactor(gram: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width);
  let trace = 0;
  for (let i = 0; i < width; i++) trace += gram[i * width + i] as number;
  const ridge = Math.max((1e-12 * trace) / width, Number.MIN_VALUE);
  for (let row = 0; row < width; row++) {
    let pivot = (gram[row * width + row] as number) + ridge;
    for (let k = 0; k < row; k++) pivot -= (factor[k * width + row] as number) ** 2;
    const diagonal = Math.sqrt(Math.max(pivot, ridge));
    factor[row * width + row] = diagonal;
    for (let column = row + 1; column < width; column++) {
      let value = gram[row * width + column] as number;
      for (let k = 0; k < row; k++)
        value -= (factor[k * width + row] as number) * (factor[k * width + column] as number);
      factor[row * width + column] = value / diagonal;
    }
  }
  return factor;
}

/** Standard normal numbers by Box–Muller over mulberry32, a 32-bit generator: seeded, so that a fit can be repeated. */
function gaussian(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Float32Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(uniform() + 1e-12));
    return radius * Math.cos(2 * Math.PI * uniform());
  });
}
