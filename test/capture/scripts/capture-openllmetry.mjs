import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import * as traceloop from '@traceloop/node-server-sdk'
import OpenAI from 'openai'

traceloop.initialize({
  appName: 'weather',
  disableBatch: true,
  exporter: new OTLPTraceExporter(),
  instrumentModules: { openAI: OpenAI },
  traceloopSyncEnabled: false,
  silenceInitializationMessage: true,
})
const client = new OpenAI({ maxRetries: 0 })
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Tells the weather in a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    },
  },
]

async function weatherAgent(question) {
  const messages = [
    { role: 'system', content: 'You tell the weather.' },
    { role: 'user', content: question },
  ]
  const first = await client.chat.completions.create({ model: 'gpt-5-mini', messages, tools, temperature: 0 })
  const answer = first.choices[0].message
  const weather = await traceloop.withTool(
    { name: 'get_weather' },
    async city => ({ city, celsius: 18 }),
    'Paris',
  )
  const result = { role: 'tool', tool_call_id: answer.tool_calls[0].id, content: JSON.stringify(weather) }
  const second = { model: 'gpt-5-mini', messages: [...messages, answer, result], tools }
  return (await client.chat.completions.create(second)).choices[0].message.content
}

const scenarios = {
  'tool-run': () =>
    traceloop.withAssociationProperties({ session_id: 'chat-42', user_id: 'user-7' }, () =>
      traceloop.withWorkflow({ name: 'trip_planner' }, () =>
        traceloop.withAgent({ name: 'weather_agent' }, weatherAgent, 'What is the weather in Paris?'),
      ),
    ),
  streamed: async () => {
    const messages = [{ role: 'user', content: 'What is the weather in Paris?' }]
    const options = { include_usage: true }
    const request = { model: 'gpt-5-mini', messages, stream: true, stream_options: options }
    for await (const _chunk of await client.chat.completions.create(request));
  },
}

await scenarios[process.argv[2]]()
await traceloop.forceFlush()
