/** A square matrix by rows, zeros left out: row `i` holds `values[k]` in column `columns[k]` for `starts[i] <= k < starts[i + 1]`. */
export interface SparseMatrix {
  readonly size: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/**
 * Positive pointwise mutual information of tokens that stand in one context: `max(0, ln(C·sum / (row·column)))`, where each
 * context of n tokens adds 1/(n−1) to C for every ordered pair, a token with itself included (so that long texts do not
 * outweigh short ones). Levy & Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", 2014.
 * `contexts`: distinct token numbers below `size`.
 */
export function mutualInformation(contexts: readonly Int32Array[], size: number): SparseMatrix {
  const rows = Array.from({ length: size }, () => new Map<number, number>());
  for (const context of contexts) {
    const share = 1 / Math.max(context.length - 1, 1);
    for (const one of context) {
      const row = rows[one] as Map<number, number>;
      for (const other of context) row.set(other, (row.get(other) ?? 0) + share);
    }
  }
  const rowSums = new Float64Array(size);
  let total = 0;
  for (const [index, row] of rows.entries()) {
    let sum = 0;
    for (const count of row.values()) sum += count;
    rowSums[index] = sum;
    total += sum;
  }
  const starts = new Int32Array(size + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [index, row] of rows.entries()) {
    for (const [column, count] of row) {
      const information = Math.log((count * total) / (at(rowSums, index) * at(rowSums, column)));
      if (information > 0) {
        columns.push(column);
        values.push(information);
      }
    }
    starts[index + 1] = columns.length;
  }
  return { size, starts, columns: Int32Array.from(columns), values: Float32Array.from(values) };
}

/** `matrix · dense`; `dense` and the result hold `width` numbers a row. */
export function multiply(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const product = new Float32Array(matrix.size * width);
  for (let row = 0; row < matrix.size; row++) {
    const target = product.subarray(row * width, (row + 1) * width);
    for (let k = at(matrix.starts, row); k < at(matrix.starts, row + 1); k++) {
      const value = at(matrix.values, k);
      const offset = at(matrix.columns, k) * width;
      const source = dense.subarray(offset, offset + width);
      for (let column = 0; column < width; column++) {
        target[column] = (target[column] as number) + value * (source[column] as number);
      }
    }
  }
  return product;
}

function at(array: Float64Array | Float32Array | Int32Array, index: number): number {
  return array[index] as number;
}
