import type { IncomingMessage } from 'node:http'
import { type RecordShape, recordPaths, recordShapes, type Signal, signalNames, signals } from './signal.ts'

/** What is sent to a path. */
export interface HttpRoute {
  readonly signal: Signal
  readonly shape?: RecordShape
}

const routes: ReadonlyMap<string, HttpRoute> = new Map<string, HttpRoute>([
  ...signalNames.map(signal => [signals[signal].path, { signal }] as const),
  ...recordShapes.map(shape => [recordPaths[shape], { signal: 'traces', shape }] as const),
])

/** For messages; nobody should be told to leave the path out. */
export const routePaths: readonly string[] = [...routes.keys()].filter(path => path !== '/')

export function routeOf(request: IncomingMessage): HttpRoute | undefined {
  return routes.get(request.url?.split('?', 1)[0] ?? '')
}
