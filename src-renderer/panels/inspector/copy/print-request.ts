import type { Call } from '#contract/call.ts'
import { anthropicRequest } from './anthropic-request.ts'
import { openaiRequest } from './openai-request.ts'
import { printJson, printPython } from './print-literal.ts'
import type { ApiRequest } from './request-parts.ts'

/** The call's request as a command line. Its body is taken from the lines below, where a shell changes nothing. */
export function printCurl(call: Call): string {
  const { body, notes } = requestOf(call)
  const head = isAnthropic(call)
    ? [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
        'curl "${ANTHROPIC_BASE_URL:-https://api.anthropic.com}/v1/messages" \\',
        '  -H "x-api-key: $ANTHROPIC_API_KEY" \\',
        '  -H "anthropic-version: 2023-06-01" \\',
      ]
    : [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
        'curl "${OPENAI_BASE_URL:-https://api.openai.com/v1}/chat/completions" \\',
        '  -H "authorization: Bearer $OPENAI_API_KEY" \\',
      ]
  return lines([
    ...notes.map(note => `# ${note}`),
    ...head,
    '  -H "content-type: application/json" \\',
    "  --data-binary @- <<'JSON'",
    printJson(body),
    'JSON',
  ])
}

export function printPythonCall(call: Call): string {
  const { body, notes } = requestOf(call)
  const name = isAnthropic(call) ? 'Anthropic' : 'OpenAI'
  const create = isAnthropic(call) ? 'messages' : 'chat.completions'
  return lines([
    'import os',
    '',
    `from ${name.toLowerCase()} import ${name}`,
    '',
    ...notes.map(note => `# ${note}`),
    `client = ${name}(api_key=os.environ["${name.toUpperCase()}_API_KEY"])`,
    `answer = client.${create}.create(`,
    ...Object.entries(body).map(([key, value]) => `    ${key}=${printPython(value, 4)},`),
    ')',
    'print(answer)',
  ])
}

export function printTypeScriptCall(call: Call): string {
  const { body, notes } = requestOf(call)
  const [name, from] = isAnthropic(call) ? ['Anthropic', '@anthropic-ai/sdk'] : ['OpenAI', 'openai']
  const create = isAnthropic(call) ? 'messages' : 'chat.completions'
  return lines([
    `import ${name} from "${from}"`,
    '',
    ...notes.map(note => `// ${note}`),
    `const client = new ${name}({ apiKey: process.env.${name?.toUpperCase()}_API_KEY })`,
    `const answer = await client.${create}.create(${printJson(body)})`,
    'console.log(answer)',
  ])
}

function requestOf(call: Call): ApiRequest {
  const request = isAnthropic(call) ? anthropicRequest(call) : openaiRequest(call)
  return { ...request, notes: request.notes.map(note => note.replace(/\s+/g, ' ')) }
}

function isAnthropic({ provider }: Call): boolean {
  return provider?.toLowerCase() === 'anthropic'
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`
}
