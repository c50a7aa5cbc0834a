import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProgram } from '../support/child-program.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runback-chromium-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The places on this machine are hidden, so that only what a test puts in its folder can be found. */
describe.runIf(process.platform === 'linux')('finding a Chromium', () => {
  test('takes the first browser on the PATH that can say its version', async () => {
    script('bin/chromium', 'echo "this is a note, install something else" >&2; exit 1')
    const chrome = script('bin/google-chrome', 'exit 0')

    expect(await find()).toEqual({ code: 0, output: chrome })
  })

  test('takes the newest that Playwright has downloaded', async () => {
    script('browsers/chromium-999/chrome-linux/chrome', 'exit 0')
    const newest = script('browsers/chromium-1200/chrome-linux64/chrome', 'exit 0')
    script('browsers/firefox-1300/firefox/firefox', 'exit 0')

    expect(await find()).toEqual({ code: 0, output: newest })
  })

  test('takes what RUNBACK_CHROMIUM names, and says so when that does not run', async () => {
    script('bin/chromium', 'exit 0')
    const own = script('own', 'exit 0')

    expect(await find({ RUNBACK_CHROMIUM: own })).toEqual({ code: 0, output: own })
    expect(await find({ RUNBACK_CHROMIUM: join(folder, 'absent') })).toEqual({
      code: 1,
      output: `RUNBACK_CHROMIUM is ${join(folder, 'absent')}, which does not run.`,
    })
  })

  const mayInstall = process.getuid?.() === 0

  test.runIf(mayInstall)('installs Debian’s when there is none and it may, and says so', async () => {
    const chromium = join(folder, 'bin/chromium')
    script(
      'bin/apt-get',
      `[ $1 = install ] && printf '#!/bin/sh\\nexit 0\\n' > ${chromium} && /bin/chmod +x ${chromium}; exit 0`,
    )

    const { code, output } = await find()

    expect(code).toBe(0)
    expect(output).toMatch(
      /^No Chromium, Chrome or Edge was found\. Installing Debian’s chromium with apt-get…\n/,
    )
    expect(output.split('\n').at(-1)).toBe(chromium)
  })

  test('says what to do when there is none and none can be installed', async () => {
    script('bin/apt-get', 'echo "E: no network" >&2; exit 100')

    const { code, output } = await find()

    expect(code).toBe(1)
    if (mayInstall) expect(output).toContain('apt-get update failed: E: no network')
    expect(output.split('\n').at(-1)).toMatch(/Install one .* or put its path into RUNBACK_CHROMIUM\.$/)
  })
})

async function find(env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string }> {
  const program = startProgram(['bin/find-chromium.js'], {
    RUNBACK_CHROMIUM: '',
    PATH: join(folder, 'bin'),
    PLAYWRIGHT_BROWSERS_PATH: join(folder, 'browsers'),
    ...env,
  })
  const code = await program.ended
  return { code, output: program.output().trim() }
}

function script(name: string, body: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return file
}
