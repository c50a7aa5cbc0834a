import { z } from 'zod'

/** Whether what comes in can be recorded. In every other state senders are asked to come again. */
export const StoreHealth = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ok') }),
  /** Recording begins again by itself when there is room. */
  z.object({ state: z.literal('disk-low'), freeMb: z.number(), neededMb: z.number() }),
  /** The file was moved, deleted or replaced while it was open. */
  z.object({ state: z.literal('file-gone'), path: z.string() }),
  z.object({ state: z.literal('damaged'), reason: z.string() }),
  z.object({ state: z.literal('cannot-write'), reason: z.string() }),
])
export type StoreHealth = z.infer<typeof StoreHealth>

/** Something that happened to the store, told until it is dismissed. */
export const StoreNotice = z.object({
  noticeId: z.int(),
  /** Unix time in milliseconds. */
  at: z.number(),
  kind: z.enum(['store-damaged', 'commits-lost']),
  message: z.string(),
})
export type StoreNotice = z.infer<typeof StoreNotice>

/** One sentence for a person: why nothing is recorded, and what to do. Undefined when all is well. */
export function describeHealth(health: StoreHealth): string | undefined {
  switch (health.state) {
    case 'ok':
      return undefined
    case 'disk-low':
      return `Nothing is recorded: the disk has ${health.freeMb} MB left${atLeast(health.neededMb)}. Free some space or delete runs; recording goes on by itself.`
    case 'file-gone':
      return `Nothing is recorded: ${health.path} was moved, deleted or replaced while it was open. Put it back, or start Runback again to begin a new store.`
    case 'damaged':
      return `The store is damaged (${health.reason}). Start Runback again: it sets the damaged file aside and begins a new store.`
    case 'cannot-write':
      return `Nothing is recorded: the store cannot be written (${health.reason}). Senders are asked to come again.`
  }
}

function atLeast(neededMb: number): string {
  return neededMb === 0 ? '' : ` and ${neededMb} MB are kept free (setting minFreeDiskMb)`
}
