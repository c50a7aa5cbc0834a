import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A lock a folder, held by a living process. Who finds it taken leaves a message for the holder. */
export function takeLock(folder: string, message: object, onMessage: (message: unknown) => void): boolean {
  const lock = join(folder, 'stand-in-lock')
  const inbox = join(folder, 'stand-in-inbox')
  if (isHeld(lock)) {
    writeFileSync(join(inbox, `${process.pid}.json`), JSON.stringify(message))
    return false
  }
  mkdirSync(inbox, { recursive: true })
  writeFileSync(lock, `${process.pid}`)
  const seen = new Set<string>()
  watch(inbox, { persistent: false }, (_kind, name) => {
    const text = name === null || seen.has(name) ? '' : readFileSync(join(inbox, name), 'utf8')
    if (text === '' || name === null) return
    seen.add(name)
    onMessage(JSON.parse(text))
  })
  process.on('exit', () => rmSync(lock, { force: true }))
  return true
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}
