import { randomFillSync } from 'node:crypto'
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'

const BYTES_PER_MB = 1_000_000
/** A disk with many times the least free space is not about to be full. */
const PLENTY = 8

export interface Room {
  readonly freeMb: number
  readonly neededMb: number
}

export type Ballast = ReturnType<typeof createBallast>

/** A file that takes up room on a disk that gets full, so that there is some to give back when runs are deleted. */
export function createBallast(storePath: string) {
  const path = `${storePath}-ballast`
  return {
    /** Lays it in while there is still room for it, and takes it away when there is plenty. */
    keep({ freeMb, neededMb }: Room): void {
      const sizeMb = Math.floor(neededMb / 4)
      if (freeMb > neededMb * PLENTY) rmSync(path, { force: true })
      else if (sizeMb > 0 && freeMb > neededMb + sizeMb && !existsSync(path)) fill(path, sizeMb)
    },
    /** True when there was one to give back. */
    release(): boolean {
      const wasThere = existsSync(path)
      rmSync(path, { force: true })
      return wasThere
    },
  }
}

/** With noise, which no file system packs. */
function fill(path: string, sizeMb: number): void {
  const noise = randomFillSync(Buffer.alloc(BYTES_PER_MB))
  const file = openSync(path, 'w', 0o600)
  try {
    for (let written = 0; written < sizeMb; written += 1) writeSync(file, noise)
  } finally {
    closeSync(file)
  }
}
