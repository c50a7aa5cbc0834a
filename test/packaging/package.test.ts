import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT, startProgram } from '../support/child-program.ts'
import { writeStubElectron } from './stub-electron.ts'

/** How a fuse stands in the binary. */
const [OFF, ON] = Buffer.from('01')

let folder: string
let app: string
let archive: string
let files: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runback-package-'))
  writeStubElectron(join(folder, 'electron'))
  const program = startProgram(
    [
      'node_modules/electron-builder/cli.js',
      ...['--linux', 'dir', '--publish', 'never'],
      `--config.electronDist=${join(folder, 'electron')}`,
      `--config.directories.output=${join(folder, 'dist')}`,
    ],
    // Nothing listens there, so a packager that wants to download something fails.
    { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', npm_config_offline: 'true' },
  )
  expect(await program.ended, program.output()).toBe(0)
  const [unpacked = ''] = readdirSync(join(folder, 'dist')).filter(name => name.endsWith('-unpacked'))
  app = join(folder, 'dist', unpacked)
  archive = join(app, 'resources/app.asar')
  files = listPackage(archive, { isPack: false }).map(file => file.replaceAll('\\', '/'))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the program carries its own name, the licences and one language', () => {
  expect(readdirSync(app).toSorted()).toEqual(
    expect.arrayContaining([
      'LICENSE.electron.txt',
      'LICENSES.chromium.html',
      'locales',
      'resources',
      'runback',
    ]),
  )
  expect(readdirSync(join(app, 'locales'))).toEqual(['en-US.pak'])
})

test('every fuse that would let the runtime do something else is switched off', async () => {
  const { version: _, ...fuses } = await getCurrentFuseWire(join(app, 'runback'))

  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
  })
})

describe('inside the app', () => {
  test('are the bundles of every process, the page and the sample run', () => {
    for (const file of [
      '/package.json',
      '/LICENSE',
      '/out/main/electron.js',
      '/out/main/cli.js',
      '/out/main/licenses.md',
      '/out/renderer/licenses.md',
      '/out/main/checkpoint-worker.js',
      '/out/main/ingest-worker.js',
      '/out/main/query-worker.js',
      '/out/preload/index.cjs',
      '/out/renderer/index.html',
      '/resources/sample-run.json',
    ]) {
      expect(files).toContain(file)
    }
  })

  test('is the SQLite of this platform alone, outside the archive, where the system can load it', () => {
    const libraries = files.filter(file => file.endsWith('.node'))

    expect(libraries).toEqual([`/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`])
    for (const library of libraries) {
      expect(statFile(archive, library.slice(1))).toMatchObject({ unpacked: true })
      expect(existsSync(join(`${archive}.unpacked`, library))).toBe(true)
    }
  })

  test('is nothing at the top but what was built and what says how it may be used', () => {
    const top = new Set(files.map(file => file.split('/')[1]))

    expect([...top].toSorted()).toEqual(['LICENSE', 'node_modules', 'out', 'package.json', 'resources'])
    expect(files.filter(file => file.startsWith('/resources/'))).toEqual(['/resources/sample-run.json'])
  })

  test('is no development package, no type, no test and no source map', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const packages = new Set(files.map(packageOf))

    expect([...packages].filter(Boolean)).toEqual(['better-sqlite3'])
    expect(Object.keys(devDependencies)).not.toContain('better-sqlite3')
    expect(files.filter(file => /\.(map|ts|mts|cts|tsx)$/.test(file))).toEqual([])
    expect(files.filter(file => /\.(test|spec)\.|\/(test|tests|spec|__tests__)\//.test(file))).toEqual([])
  })

  test('is no trace of the machine that built it', () => {
    const bundles = files.filter(file => /^\/out\/.*\.(js|cjs|html|css)$/.test(file))

    expect(bundles.length).toBeGreaterThan(5)
    for (const bundle of bundles) {
      const text = extractFile(archive, bundle.slice(1)).toString('utf8')
      expect(text.includes(`${ROOT}/`), `${bundle} names ${ROOT}`).toBe(false)
      expect(text.includes('sourceMappingURL=data:'), bundle).toBe(false)
    }
  })
})

test.runIf(process.platform === 'linux')('what was packed is enough to run', async () => {
  const extracted = join(folder, 'extracted')
  extractAll(archive, extracted)
  const program = startProgram([
    join(extracted, 'out/main/cli.js'),
    'doctor',
    '--json',
    '--data-dir',
    join(folder, 'data'),
  ])

  await program.ended

  expect(program.output()).not.toMatch(/ERR_MODULE_NOT_FOUND|Cannot find/)
  expect(JSON.parse(program.output())).toBeTypeOf('object')
})

function packageOf(file: string): string {
  const [, folderName, scope = '', name = ''] = file.split('/')
  if (folderName !== 'node_modules') return ''
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}
