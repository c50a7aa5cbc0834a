import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = ['src-main', 'src-preload', 'src-renderer', 'electron.vite.config.ts', 'package-lock.json']
const OUTPUTS = ['out/main/electron.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds the bundles when a source is newer than one of them. Rejects with what the build printed. */
export async function buildIfStale(say) {
  const builtMs = Math.min(...OUTPUTS.map(file => changedMs(join(ROOT, file))))
  if (SOURCES.every(source => newestMs(join(ROOT, source)) <= builtMs)) return
  const startedMs = Date.now()
  say('Building Runback…')
  await build()
  say(`Built in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`)
}

/** A folder counts too: its time changes when a file in it goes away. */
function newestMs(path) {
  const ownMs = changedMs(path)
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return ownMs
  const inside = readdirSync(path, { recursive: true }).map(name => changedMs(join(path, name)))
  return Math.max(ownMs, ...inside)
}

function changedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function build() {
  const script = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, 'build'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${output}`))))
  })
}
