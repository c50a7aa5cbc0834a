import type { ServerResponse } from 'node:http'
import type { ExportOutcome } from './accept.ts'
import { type Encoding, encodeExportResponse, encodeRpcStatus, RpcCode } from './rpc-status.ts'
import type { RecordShape } from './signal.ts'

export interface HttpAnswer {
  readonly httpStatus: number
  readonly outcome: ExportOutcome
  readonly headers?: Readonly<Record<string, string>>
}

/** Exporters of OTLP and of Prela take nothing but 200 for success; AgentTrace's server says 201. */
export function answerOf(outcome: ExportOutcome, shape?: RecordShape): HttpAnswer {
  const isRecord = shape === 'agenttrace-run' || shape === 'agenttrace-span'
  switch (outcome.status) {
    case 'stored':
      return { httpStatus: isRecord ? 201 : 200, outcome }
    case 'malformed':
      return { httpStatus: 400, outcome }
    case 'too-large':
      return { httpStatus: 413, outcome }
    case 'unavailable': {
      const seconds = Math.ceil(outcome.retryAfterSeconds)
      return { httpStatus: 503, outcome, headers: { 'retry-after': `${seconds}` } }
    }
  }
}

/** Says it in the encoding of the request, errors as a google.rpc.Status. */
export function sendAnswer(response: ServerResponse, encoding: Encoding, answer: HttpAnswer): void {
  const body = bodyOf(answer, encoding)
  response.writeHead(answer.httpStatus, {
    ...answer.headers,
    'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

function bodyOf({ httpStatus, outcome }: HttpAnswer, encoding: Encoding): Uint8Array {
  if (outcome.status === 'stored') return encodeExportResponse(outcome, encoding)
  return encodeRpcStatus({ ...outcome, code: RPC_CODES[httpStatus] ?? RpcCode.internal }, encoding)
}

const RPC_CODES: Readonly<Record<number, number>> = {
  400: RpcCode.invalidArgument,
  403: RpcCode.permissionDenied,
  404: RpcCode.notFound,
  405: RpcCode.unimplemented,
  413: RpcCode.resourceExhausted,
  415: RpcCode.invalidArgument,
  421: RpcCode.permissionDenied,
  503: RpcCode.unavailable,
}
