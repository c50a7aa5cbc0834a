#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const { env, platform } = process

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]

/** Where installers put a browser that is not on the PATH. */
const USUAL_PLACES = {
  linux: ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap(name =>
    ['/Applications', join(homedir(), 'Applications')].map(
      folder => `${folder}/${name}.app/Contents/MacOS/${name}`,
    ),
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(variable =>
    ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].map(product =>
      join(
        env[variable] ?? 'C:/',
        product,
        'Application',
        product.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe',
      ),
    ),
  ),
}

const PLAYWRIGHT_FOLDERS = {
  linux: join(homedir(), '.cache/ms-playwright'),
  darwin: join(homedir(), 'Library/Caches/ms-playwright'),
  win32: join(env.LOCALAPPDATA ?? 'C:/', 'ms-playwright'),
}
const PLAYWRIGHT_FILE =
  /[\\/](chrome-linux(64)?[\\/]chrome|Contents[\\/]MacOS[\\/](Chromium|Google Chrome for Testing)|chrome-win(64)?[\\/]chrome\.exe)$/

const ADVICE =
  'No Chromium, Chrome or Edge was found. Install one (on Debian: apt-get install chromium), or put its path into RUNBACK_CHROMIUM.'

/** A browser that works, installed with Debian's packages when there is none and we may. Undefined after saying why. */
export function ensureChromium(say) {
  if (env.RUNBACK_CHROMIUM) return given(env.RUNBACK_CHROMIUM, say)
  const found = findChromium() ?? (installChromium(say) ? findChromium() : undefined)
  if (found === undefined) say(ADVICE)
  return found
}

function given(file, say) {
  if (works(file)) return file
  say(`RUNBACK_CHROMIUM is ${file}, which does not run.`)
  return undefined
}

function findChromium() {
  return candidates().find(works)
}

function candidates() {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const names = platform === 'win32' ? NAMES.map(name => `${name}.exe`) : NAMES
  const onPath = names.flatMap(name => folders.map(folder => join(folder, name)))
  return [...onPath, ...(USUAL_PLACES[platform] ?? []), ...playwrightBrowsers()]
}

/** The newest first. */
function playwrightBrowsers() {
  const folder = env.PLAYWRIGHT_BROWSERS_PATH || PLAYWRIGHT_FOLDERS[platform]
  if (folder === undefined || !existsSync(folder)) return []
  const versions = readdirSync(folder).filter(name => /^chromium-\d+$/.test(name))
  versions.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
  return versions.flatMap(version =>
    readdirSync(join(folder, version), { recursive: true })
      .map(name => join(folder, version, name))
      .filter(file => PLAYWRIGHT_FILE.test(file)),
  )
}

/** On Linux a file of that name may be a note that says what to install, so it is asked for its version. */
function works(file) {
  if (!isExecutable(file)) return false
  if (platform !== 'linux') return true
  return spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

function installChromium(say) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false
  say('No Chromium, Chrome or Edge was found. Installing Debian’s chromium with apt-get…')
  return (
    runs('apt-get', ['update'], say) &&
    runs('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], say)
  )
}

function runs(command, args, say) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return true
  say(
    `${command} ${args[0]} failed: ${error?.message ?? `${stdout}${stderr}`.trim().split('\n').slice(-5).join('\n')}`,
  )
  return false
}

if (import.meta.filename === process.argv[1]) {
  const chromium = ensureChromium(console.error)
  if (chromium === undefined) process.exitCode = 1
  else console.log(chromium)
}
