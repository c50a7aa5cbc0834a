import type { ApiOptions } from '../../../src-main/http/create-api.ts'
import { createTickets } from '../../../src-main/http/tickets.ts'
import { aToken, createFakeCaller, type FakeCaller } from '../../support/fake-caller.ts'

export const port = 8090

/** Options for an API in front of a fake engine; say only what matters. */
export function apiOptions(options: Partial<ApiOptions> & { engine?: FakeCaller } = {}): ApiOptions {
  const { engine = createFakeCaller(), ...more } = options
  return {
    caller: engine,
    announcer: engine,
    token: aToken(),
    tickets: createTickets(),
    renderer: undefined,
    mcp: undefined,
    version: '0.1.0',
    port: () => port,
    ...more,
  }
}

export function headersWith(token: string): Record<string, string> {
  return { Host: `localhost:${port}`, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
}
