import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeProvider } from './fake-provider.ts'
import { normalisePost } from './normalise-post.ts'

/** What exporters post that speak no OTLP. AgentTrace has no package to install, so its records are written by hand. */
const POSTING = [
  {
    name: 'prela',
    packages: ['prela', 'openai', 'anthropic', 'requests'],
    script: 'post-prela.py',
    scenarios: ['plain', 'gzip'],
  },
] as const
const FIXTURES = join(import.meta.dirname, '../fixtures/posts')
const SCRIPTS = join(import.meta.dirname, 'scripts')
const SDKS = process.env.RUNBACK_CAPTURE_DIR ?? join(tmpdir(), 'runback-capture')

for (const { name, packages, script, scenarios } of POSTING) {
  const folder = join(SDKS, `post-${name}`)
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true })
    await run('python3', ['-m', 'venv', folder], {})
    await run(join(folder, 'bin/pip'), ['install', '-q', ...packages], {})
  }
  copyFileSync(join(SCRIPTS, script), join(folder, script))
  mkdirSync(FIXTURES, { recursive: true })
  for (const scenario of scenarios) {
    const provider = await startFakeProvider()
    await run(join(folder, 'bin/python'), [join(folder, script), scenario], environmentFor(provider.address))
    await provider.close()
    const posts = provider.exports.map(({ headers, body }) => normalisePost(headers, body))
    if (posts.length === 0) throw new Error(`${name} ${scenario} posted nothing`)
    writeFileSync(join(FIXTURES, `captured-${name}-${scenario}.json`), `${JSON.stringify(posts, null, 1)}\n`)
    process.stdout.write(`${name} ${scenario}: ${posts.length} posts\n`)
  }
}

function environmentFor(address: string): Record<string, string> {
  return {
    OPENAI_BASE_URL: `${address}/v1`,
    OPENAI_API_KEY: 'none',
    ANTHROPIC_BASE_URL: address,
    ANTHROPIC_API_KEY: 'none',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    CAPTURE_ADDRESS: address,
  }
}

function run(program: string, args: readonly string[], env: Record<string, string>): Promise<void> {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))))
  })
}
