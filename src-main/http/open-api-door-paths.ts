/** What the HTTP door serves besides operations. */
export const doorPaths: readonly Readonly<Record<string, object>>[] = [
  {
    '/events': {
      get: {
        operationId: 'events',
        summary: 'What the engine announces, as server-sent events; resumes after Last-Event-ID.',
        parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }],
        responses: answers('The stream.', 'text/event-stream', { type: 'string' }),
      },
    },
    '/openapi.json': {
      get: {
        operationId: 'openapi',
        summary: 'This page.',
        responses: answers('The page.', 'application/json', { type: 'object' }),
      },
    },
    '/session': {
      post: {
        operationId: 'session',
        summary: 'Exchanges the one-time ticket of a link for the bearer token.',
        security: [],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: textFields('ticket') } },
        },
        responses: answers('The token.', 'application/json', textFields('token')),
      },
    },
    '/tickets': {
      post: {
        operationId: 'tickets',
        summary: 'Makes a one-time ticket, and the link that carries it.',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: answers('The ticket.', 'application/json', textFields('ticket', 'link')),
      },
    },
  },
]

function answers(description: string, mediaType: string, schema: object): object {
  const problem = { $ref: '#/components/schemas/Problem' }
  return {
    200: { description, content: { [mediaType]: { schema } } },
    default: { description: 'A problem.', content: { 'application/json': { schema: problem } } },
  }
}

function textFields(...names: readonly string[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, { type: 'string' }])),
    required: names,
  }
}
