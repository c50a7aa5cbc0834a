import { dialog } from 'electron'
import { readTraceFile, type TraceFile } from './read-trace-file.ts'

export interface OpenFiles {
  open(paths: readonly string[]): void
  /** Hands over what was opened so far and everything later, to the page that asked last. */
  deliverTo(send: (file: TraceFile) => void): void
  /** Keeps what is opened from now on for the next page. */
  hold(): void
}

/** Files may be opened before there is a page that could show them. */
export function createOpenFiles(): OpenFiles {
  let waiting: TraceFile[] = []
  let send: ((file: TraceFile) => void) | undefined
  const deliver = (file: TraceFile) => (send === undefined ? void waiting.push(file) : send(file))
  return {
    open: paths => {
      for (const path of paths) void readTraceFile(path).then(deliver, showReason)
    },
    deliverTo: newSend => {
      send = newSend
      waiting.forEach(newSend)
      waiting = []
    },
    hold: () => {
      send = undefined
    },
  }
}

function showReason(error: unknown): void {
  dialog.showErrorBox('This file was not opened', error instanceof Error ? error.message : `${error}`)
}
