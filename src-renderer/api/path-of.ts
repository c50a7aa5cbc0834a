import { theBridge } from './bridge.ts'

/** Where a file lies, when the host is a desktop; a browser keeps that to itself. */
export function pathOf(file: File): string | null {
  return theBridge().pathOf(file)
}
