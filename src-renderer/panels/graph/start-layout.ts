import type { LaidOut, ShapeOfGraph } from './layout-message.ts'
import layoutWorkerUrl from './layout-worker.ts?worker&url'

export interface Layouter {
  /** Stops what is under way and begins anew. */
  readonly begin: (shape: ShapeOfGraph, onLaidOut: (laidOut: LaidOut) => void) => void
  readonly stop: () => void
}

/** Lays out on a thread of its own, which is ended in the middle of its work when that is no longer wanted. */
export function createLayouter(): Layouter {
  let worker: Worker | undefined
  let listening: AbortController | undefined
  let isBusy = false

  function stop(): void {
    listening?.abort()
    if (isBusy) {
      worker?.terminate()
      worker = undefined
    }
    isBusy = false
  }

  return {
    begin(shape, onLaidOut) {
      stop()
      worker ??= new Worker(trusted(layoutWorkerUrl), { type: 'module' })
      listening = new AbortController()
      isBusy = true
      const hear = ({ data }: MessageEvent<LaidOut>) => {
        isBusy = !data.isFinal
        onLaidOut(data)
      }
      worker.addEventListener('message', hear, { signal: listening.signal })
      worker.postMessage(shape)
    },
    stop,
  }
}

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => { readonly createScriptURL: (url: string) => string }
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/** The page's policy takes the address of a worker only from somebody who vouches for it. */
function trusted(url: string): string {
  // The types of the DOM do not know trusted types yet.
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('layout-worker', { createScriptURL: address => address })
  return policy?.createScriptURL(url) ?? url
}
