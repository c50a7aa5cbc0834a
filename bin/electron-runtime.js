import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '../node_modules/electron')

/** The Electron executable, or undefined when none (or another version) is installed. */
export function findElectron(env = process.env) {
  if (env.ELECTRON_OVERRIDE_DIST_PATH)
    return existing(join(env.ELECTRON_OVERRIDE_DIST_PATH, nameOfExecutable()))
  const wanted = JSON.parse(readText(join(PACKAGE, 'package.json')) || '{}').version
  const installed = readText(join(PACKAGE, 'dist/version')).replace(/^v/, '').trim()
  return installed !== '' && installed === wanted
    ? existing(join(PACKAGE, 'dist', nameOfExecutable()))
    : undefined
}

/**
 * Starts Electron's own installer and waits a moment: 'installed', 'failed' or 'still-going'. A download that goes on is
 * left to finish for the next start, but ends with this process.
 */
export async function downloadElectron(waitMs) {
  const script = join(PACKAGE, 'install.js')
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || !existsSync(script)) return 'failed'
  const child = spawn(process.execPath, [script], { stdio: 'ignore' })
  process.on('exit', () => child.kill())
  const ended = new Promise(resolve => {
    child.once('error', () => resolve('failed'))
    child.once('exit', code => resolve(code === 0 ? 'installed' : 'failed'))
  })
  const timedOut = new Promise(resolve => setTimeout(resolve, waitMs, 'still-going').unref())
  return await Promise.race([ended, timedOut])
}

function nameOfExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function existing(file) {
  return existsSync(file) ? file : undefined
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
