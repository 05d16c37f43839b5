import { random } from '../../src/history/random.ts';
import type { Life } from '../../src/learn/lives.ts';

export const MIB = 1024 ** 2;

/** Numbers of a normal distribution, the same for the same seed. */
export function normal(seed: number): () => number {
  const next = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

export interface Made {
  readonly seed: number;
  readonly lives: number;
  /** Hours. */
  readonly length: number;
  /** Minutes between two samples. */
  readonly every: number;
  /** MiB at an age in hours. */
  readonly memory: (age: number, life: number) => number;
  /** MiB; standard deviation of what each sample is off by. */
  readonly noise: number;
  /** How much of the noise of a sample stays for the next one, from 0 to 1. */
  readonly lasting?: number;
}

/** Lives of processes whose memory is known. */
export function madeLives({ seed, lives, length, every, memory, noise, lasting = 0 }: Made): Life[] {
  const next = normal(seed);
  return Array.from({ length: lives }, (_, life) => {
    let off = 0;
    const count = Math.floor((length * 60) / every);
    const points = Array.from({ length: count }, (__, i) => {
      const x = ((i + 1) * every) / 60;
      off = lasting * off + Math.sqrt(1 - lasting ** 2) * next() * noise;
      return { x, y: Math.max(1, memory(x, life) + off) * MIB };
    });
    return { start: life * length * 3_600_000, offset: 0, points };
  });
}
