import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { answerMessages } from './fake-anthropic.ts'
import { answerChat } from './fake-openai-chat.ts'
import { answerResponses } from './fake-openai-responses.ts'

export interface TraceExport {
  readonly isJson: boolean
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface FakeProvider {
  readonly address: string
  /** What arrived at /v1/traces, in the order it came. */
  readonly exports: readonly TraceExport[]
  close(): Promise<void>
}

const FAILING_MODEL = 'no-such-model'

/** A model provider and an OTLP receiver on one loopback port, both as simple as SDKs allow. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const exports: TraceExport[] = []
  const server = createServer((request, response) => {
    serve(request, response, exports).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    exports,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, exports: TraceExport[]) {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
  const body = await readBody(request)
  if (path.endsWith('/v1/traces')) {
    const isJson = request.headers['content-type']?.includes('json') === true
    exports.push({ isJson, headers: request.headers, body })
    response.writeHead(200, { 'content-type': isJson ? 'application/json' : 'application/x-protobuf' })
    response.end(isJson ? '{}' : '')
    return
  }
  const told = answerTo(path, body.toString('utf8'))
  if (told === undefined) sendJson(response, 404, refusal)
  else if (Array.isArray(told)) sendStream(response, path, told)
  else sendJson(response, 200, told)
}

/** A body, or the events of a stream. Each SDK decides the request; one that cannot be read fails the capture. */
function answerTo(path: string, body: string): object | readonly object[] | undefined {
  if (body.includes(FAILING_MODEL)) return undefined
  switch (path) {
    case '/v1/chat/completions':
      return answerChat(JSON.parse(body))
    case '/v1/responses':
      return answerResponses(JSON.parse(body))
    case '/v1/messages':
      return answerMessages(JSON.parse(body))
    case '/v1/embeddings':
      return answerEmbeddings(JSON.parse(body))
    default:
      return undefined
  }
}

const refusal = {
  error: {
    message: `The model ${FAILING_MODEL} does not exist`,
    type: 'invalid_request_error',
    param: 'model',
    code: 'model_not_found',
  },
}

function answerEmbeddings(request: { readonly model: string; readonly input: unknown }) {
  const texts = Array.isArray(request.input) ? request.input : [request.input]
  const data = texts.map((_text, index) => ({ object: 'embedding', index, embedding: [0.25, -0.5, 1] }))
  return { object: 'list', data, model: request.model, usage: { prompt_tokens: 6, total_tokens: 6 } }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Chat completions end with [DONE]; the other APIs name each event. */
function sendStream(response: ServerResponse, path: string, events: readonly { readonly type?: string }[]) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) {
    const name = event.type === undefined ? '' : `event: ${event.type}\n`
    response.write(`${name}data: ${JSON.stringify(event)}\n\n`)
  }
  response.end(path.endsWith('/completions') ? 'data: [DONE]\n\n' : '')
}
