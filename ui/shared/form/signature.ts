// A drawn signature is lines of whole numbers in a box of fixed size: small, and nothing but the drawing.
import type { Drawn } from './answers';

export const BOX = { width: 320, height: 120 };
/** Numbers in all strokes together. */
export const MOST_NUMBERS = 20_000;

/** Where a finger is, in the box's own units. */
export function place(rect: { left: number; top: number; width: number; height: number }, x: number, y: number): [number, number] {
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
  return [clamp(((x - rect.left) / rect.width) * BOX.width, BOX.width), clamp(((y - rect.top) / rect.height) * BOX.height, BOX.height)];
}

/** `stroke` with one point more; a point within two units of the last says nothing new. */
export function extend(stroke: readonly number[], [x, y]: [number, number]): number[] {
  const [lastX, lastY] = [stroke[stroke.length - 2], stroke[stroke.length - 1]];
  if (lastX !== undefined && lastY !== undefined && Math.abs(lastX - x) + Math.abs(lastY - y) < 2) return [...stroke];
  return [...stroke, x, y];
}

/** Whether there is room for more. */
export const isFull = (strokes: readonly number[][]): boolean => strokes.reduce((sum, stroke) => sum + stroke.length, 0) >= MOST_NUMBERS - 2;

/** A stroke as a path; a single point is a dot. */
export function path(stroke: readonly number[]): string {
  const points: string[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`);
  return points.length === 1 ? `M${points[0]}l0.1 0` : `M${points.join('L')}`;
}

/** Whatever a draft left, as a drawing. */
export function drawing(value: unknown): Drawn | undefined {
  const drawn = (value as { drawn?: Drawn } | undefined)?.drawn;
  return drawn && Array.isArray(drawn.strokes) ? drawn : undefined;
}
