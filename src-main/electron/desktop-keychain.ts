import { safeStorage } from 'electron'
import type { Keychain } from '../key-ring/keychain.ts'

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'the macOS keychain',
  win32: 'the data protection of Windows, for your user',
}

/** The keychain of the desktop; undefined where there is none, or one that would only scramble what it holds. */
export function desktopKeychain(platform: NodeJS.Platform): Keychain | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return undefined
  return {
    name: NAMES[platform] ?? 'the keyring of your desktop',
    encrypt: text => safeStorage.encryptString(text),
    decrypt: bytes => safeStorage.decryptString(Buffer.from(bytes)),
  }
}
