import type { IncomingMessage } from 'node:http'
import { type RecordShape, recordPaths, type Signal, signalNames, signals } from './signal.ts'

/** What is sent to a path. */
export interface HttpRoute {
  readonly signal: Signal
  readonly shape?: RecordShape
}

const routes: ReadonlyMap<string, HttpRoute> = new Map<string, HttpRoute>([
  ...signalNames.map(signal => [signals[signal].path, { signal }] as const),
  [recordPaths['agenttrace-run'], { signal: 'traces', shape: 'agenttrace-run' }],
  [recordPaths['agenttrace-span'], { signal: 'traces', shape: 'agenttrace-span' }],
])

export const routePaths: readonly string[] = [...routes.keys()]

export function routeOf(request: IncomingMessage): HttpRoute | undefined {
  return routes.get(request.url?.split('?', 1)[0] ?? '')
}
