type Handle = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handle>()
let privileges: Record<string, boolean> | undefined
let isReady = false

export function allowProtocolHandlers(): void {
  isReady = true
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges: Record<string, boolean> }[]) {
    if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    privileges = schemes.find(each => each.scheme === 'app')?.privileges
  },
  handle(scheme: string, handle: Handle) {
    if (!isReady) throw new Error('protocol.handle needs a ready app')
    // The https origin this is shown as has these privileges, so an app without them would only seem to work.
    if (!privileges?.standard || !privileges.secure) throw new Error(`${scheme} is not standard and secure`)
    handlers.set(scheme, handle)
  },
}

export async function answerRequest(url: string, method: string): Promise<Response | undefined> {
  const handle = handlers.get(new URL(url).protocol.slice(0, -1))
  return await handle?.(new Request(url, { method }))
}
