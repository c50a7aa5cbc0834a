import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeTraces } from '../../src-main/otlp/decode-traces.ts'
import { jsonToProtobuf } from '../../src-main/otlp/json-to-protobuf.ts'
import type { OtlpSpan } from '../../src-main/otlp/otlp-span.ts'
import { type Capture, captures } from './captures.ts'
import { startFakeProvider, type TraceExport } from './fake-provider.ts'
import { normalise } from './normalise.ts'
import { toOtlpJson } from './to-otlp-json.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/conventions')
const SCRIPTS = join(import.meta.dirname, 'scripts')
const SDKS = process.env.RUNBACK_CAPTURE_DIR ?? join(tmpdir(), 'runback-capture')

await main(process.argv.slice(2))

/** Without names every SDK is captured. */
async function main(names: readonly string[]): Promise<void> {
  const wanted = captures.filter(capture => names.length === 0 || names.includes(capture.name))
  for (const capture of wanted) {
    await install(capture)
    for (const scenario of capture.scenarios) await captureScenario(capture, scenario)
  }
}

/** Each SDK has a folder of its own, so that it never becomes a dependency of the project. */
async function install(capture: Capture): Promise<void> {
  const folder = join(SDKS, capture.name)
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  if (capture.language === 'node') {
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    await run('npm', ['install', '--no-audit', '--no-fund', ...capture.packages], folder)
  } else {
    await run('python3', ['-m', 'venv', folder], folder)
    await run(join(folder, 'bin/pip'), ['install', '-q', ...capture.packages], folder)
  }
}

async function captureScenario(capture: Capture, scenario: string): Promise<void> {
  const folder = join(SDKS, capture.name)
  const provider = await startFakeProvider()
  const script = join(folder, capture.script)
  copyFileSync(join(SCRIPTS, capture.script), script)
  const program = capture.language === 'node' ? process.execPath : join(folder, 'bin/python')
  try {
    await run(program, [script, scenario], folder, environmentFor(provider.address))
    const spans = normalise(provider.exports.flatMap(spansOf))
    if (spans.length === 0) throw new Error(`${capture.name} ${scenario} sent no spans`)
    const target = join(FIXTURES, capture.convention, `captured-${capture.name}-${scenario}.json`)
    mkdirSync(join(FIXTURES, capture.convention), { recursive: true })
    writeFileSync(target, `${JSON.stringify(toOtlpJson(spans), null, 1)}\n`)
    process.stdout.write(`${capture.name} ${scenario}: ${spans.length} spans\n`)
  } finally {
    await provider.close()
  }
}

/** Whatever names an SDK uses for its addresses and keys; none of the keys is a real one. */
function environmentFor(address: string): Record<string, string> {
  return {
    OPENAI_BASE_URL: `${address}/v1`,
    OPENAI_API_KEY: 'none',
    ANTHROPIC_BASE_URL: address,
    ANTHROPIC_API_KEY: 'none',
    OTEL_EXPORTER_OTLP_ENDPOINT: address,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${address}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_SERVICE_NAME: 'weather',
    DO_NOT_TRACK: 'true',
    MLFLOW_DISABLE_TELEMETRY: 'true',
    TRACELOOP_TELEMETRY: 'false',
    TRACELOOP_SYNC_ENABLED: 'false',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    CAPTURE_ADDRESS: address,
  }
}

function spansOf({ isJson, body }: TraceExport): OtlpSpan[] {
  const conversion = isJson ? jsonToProtobuf(body) : { ok: true as const, bytes: body }
  if (!conversion.ok) throw new Error(conversion.message)
  return [...decodeTraces(conversion.bytes)].map(item => {
    if (item.kind === 'rejected') throw new Error(item.reason)
    return item.span
  })
}

function run(program: string, args: readonly string[], cwd: string, env = {}): Promise<void> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
    )
  })
}
