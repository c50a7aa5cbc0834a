import { z } from 'zod'
import { ProviderKey } from '../replay.ts'
import type { Operations } from './operation.ts'

const Provider = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,60}$/, 'a provider is a name such as openai or anthropic')

/** Keys of providers. They go in and are used; no answer ever holds one. */
export const keysOperations = {
  'keys.list': {
    summary: 'The keys of providers that replays may use: which, where they are kept, never the keys.',
    http: 'GET /keys',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: z.object({ keys: z.array(ProviderKey) }),
  },
  'keys.set': {
    summary:
      'Keeps the key of a provider: in the keychain of the desktop where there is one, else in a file only you can read.',
    http: 'POST /keys',
    writes: true,
    isTool: false,
    params: z.object({
      provider: Provider,
      key: z
        .string()
        .trim()
        .min(1)
        .max(4096)
        .regex(/^[\x21-\x7e]+$/, 'a key is letters, digits and signs'),
    }),
    result: ProviderKey,
  },
  'keys.remove': {
    summary: 'Forgets the key of a provider.',
    http: 'DELETE /keys/{provider}',
    writes: true,
    isTool: false,
    params: z.object({ provider: Provider }),
    result: z.object({ removed: z.boolean() }),
  },
} as const satisfies Operations
