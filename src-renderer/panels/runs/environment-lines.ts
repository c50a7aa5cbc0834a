export type Dialect = 'shell' | 'powershell' | 'python' | 'node'
export type Protocol = 'http' | 'grpc'

export interface Ports {
  readonly http: number
  readonly grpc: number
}

const CAPTURE_CONTENT: readonly (readonly [name: string, value: string])[] = [
  ['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT', 'true'],
  ['OTEL_SEMCONV_STABILITY_OPT_IN', 'gen_ai_latest_experimental'],
]

/** The lines that point an OpenTelemetry SDK here, ready to paste. */
export function environmentLines(dialect: Dialect, protocol: Protocol, ports: Ports): string {
  const port = protocol === 'http' ? ports.http : ports.grpc
  const variables = [
    ['OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', protocol === 'http' ? 'http/protobuf' : 'grpc'],
  ] as const
  const assign = ASSIGN[dialect]
  const [before, remark] =
    dialect === 'python' ? ['import os\n\n', '#'] : ['', dialect === 'node' ? '//' : '#']
  const lines = [
    ...variables.map(assign),
    '',
    `${remark} so that prompts and answers are sent along`,
    ...CAPTURE_CONTENT.map(assign),
  ]
  return before + lines.join('\n')
}

const ASSIGN: Readonly<Record<Dialect, (variable: readonly [string, string]) => string>> = {
  shell: ([name, value]) => `export ${name}=${value}`,
  powershell: ([name, value]) => `$env:${name} = "${value}"`,
  python: ([name, value]) => `os.environ["${name}"] = "${value}"`,
  node: ([name, value]) => `process.env.${name} = '${value}'`,
}
