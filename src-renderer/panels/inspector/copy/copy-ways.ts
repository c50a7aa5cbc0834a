import type { Call } from '#contract/call.ts'
import type { SpanDetail } from '#contract/span.ts'
import { printCall } from '../copy-call.ts'
import { printCurl, printPythonCall, printTypeScriptCall } from './print-request.ts'

export interface CopyWay {
  readonly label: string
  /** The call comes whole. */
  readonly print: (call: Call, detail: SpanDetail | undefined) => string
}

/** Every form a call can be copied in. */
export const COPY_WAYS: readonly CopyWay[] = [
  { label: 'Markdown', print: printCall },
  { label: 'JSON', print: (call, detail) => JSON.stringify({ ...detail, call }, null, 2) },
  { label: 'cURL', print: printCurl },
  { label: 'Python', print: printPythonCall },
  { label: 'TypeScript', print: printTypeScriptCall },
]
