#!/usr/bin/env node
import { join } from 'node:path'
import { buildIfStale } from './build-if-stale.js'
import { downloadElectron, findElectron } from './electron-runtime.js'
import { isNodeNewEnough, rerunUnderOwnNode } from './own-node.js'
import { runProgram } from './run-program.js'

const ROOT = join(import.meta.dirname, '..')
const DOWNLOAD_WAIT_MS = 2000
/** What a shell and the loader of Linux answer when a program or one of its libraries is missing. */
const CANNOT_RUN = 127

const IN_BROWSER = 'so Runback is served to your browser instead.'
const WHY_BROWSER = {
  failed: `The Electron runtime is not installed and could not be downloaded, ${IN_BROWSER}`,
  'still-going': `The Electron runtime is not installed yet and downloads in the background, ${IN_BROWSER}`,
  'no-display': `There is no display for a window here, ${IN_BROWSER}`,
  'cannot-run': `The Electron runtime cannot run on this machine, ${IN_BROWSER}`,
}

process.exitCode = isNodeNewEnough() ? await start() : await rerunUnderOwnNode(import.meta.filename)
// A download in the background ends with the app.
if (isNodeNewEnough()) process.exit()

async function start() {
  const flags = process.argv.slice(2)
  try {
    const [runtime] = await Promise.all([electronOrWhyNot(), buildIfStale(console.error)])
    if (runtime !== undefined) {
      const code = await openWindow(runtime, flags)
      if (code !== CANNOT_RUN) return code
      console.error(WHY_BROWSER['cannot-run'])
    }
    return await runProgram(process.execPath, [join(ROOT, 'src-main/cli/main.ts'), 'serve', ...flags])
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

/** Says in one line why there is no window, as soon as that is known. */
async function electronOrWhyNot() {
  const outcome = findElectron() === undefined ? await downloadElectron(DOWNLOAD_WAIT_MS) : 'installed'
  const runtime = findElectron()
  if (runtime !== undefined && hasDisplay()) return runtime
  const whyNoRuntime = outcome === 'still-going' ? outcome : 'failed'
  console.error(WHY_BROWSER[runtime === undefined ? whyNoRuntime : 'no-display'])
  return undefined
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

async function openWindow(runtime, flags) {
  const isLinuxRoot = process.platform === 'linux' && process.getuid() === 0
  if (isLinuxRoot)
    console.error('Chromium has no sandbox for root; start Runback as another user to have it.')
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return await runProgram(runtime, [...(isLinuxRoot ? ['--no-sandbox'] : []), ROOT, ...flags], env)
}
