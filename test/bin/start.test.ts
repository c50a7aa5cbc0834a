import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT, startProgram } from '../support/child-program.ts'

const LINK = /http:\/\/(127\.0\.0\.1|localhost):\d+\//

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runback-start-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('without an Electron runtime one line says so, and the app is served to a browser', async () => {
  const program = start({
    ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none'),
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
  })

  await program.printed(LINK)

  expect(linesAbout('Electron', program.output())).toEqual([
    'The Electron runtime is not installed and could not be downloaded, so Runback is served to your browser instead.',
  ])
  expect(await program.stop()).toBe(0)
})

test('a network that never answers does not keep the app from starting', async () => {
  const silent = createServer(() => {})
  const port = await listen(silent)
  const program = start({
    ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none'),
    ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
    electron_config_cache: join(folder, 'cache'),
  })

  await program.printed(LINK)

  expect(linesAbout('Electron', program.output())).toHaveLength(1)
  expect(await program.stop()).toBe(0)
  silent.close()
})

test('with a runtime and a display the window is started, and its exit code is ours', async () => {
  const program = start({ ...fakeRuntime('echo "started $*"; exit 7'), DISPLAY: ':99' }, [
    '--api-port',
    '1234',
  ])

  const [line] = await program.printed(/started .*/)

  expect(line).toContain(`${ROOT} --data-dir ${folder} `)
  expect(line).toContain('--api-port 1234')
  expect(await program.ended).toBe(7)
})

test('a runtime that lacks a library of the system falls back to the browser', async () => {
  const program = start({ ...fakeRuntime('exit 127'), DISPLAY: ':99' })

  await program.printed(LINK)

  expect(program.output()).toContain('The Electron runtime cannot run on this machine')
  expect(await program.stop()).toBe(0)
})

test.runIf(process.platform === 'linux')('without a display the app is served to a browser', async () => {
  const program = start(fakeRuntime('exit 0'))

  await program.printed(LINK)

  expect(program.output()).toContain('There is no display')
  expect(await program.stop()).toBe(0)
})

function start(env: NodeJS.ProcessEnv, flags: readonly string[] = []) {
  const ports = ['--api-port', '0', '--otlp-http-port', '0', '--otlp-grpc-port', '0']
  return startProgram(['bin/start.js', '--data-dir', folder, ...ports, ...flags], {
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    ...env,
  })
}

/** A runtime that only says how it was started. */
function fakeRuntime(script: string): NodeJS.ProcessEnv {
  const dist = join(folder, 'dist')
  mkdirSync(dist)
  const file = join(dist, 'electron')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return { ELECTRON_OVERRIDE_DIST_PATH: dist }
}

function linesAbout(word: string, output: string): string[] {
  return output.split('\n').filter(line => line.includes(word))
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
