/** The keychain of a desktop, as the host hands it in. */
export interface Keychain {
  /** Such as `the macOS keychain`. */
  readonly name: string
  encrypt(text: string): Uint8Array
  decrypt(bytes: Uint8Array): string
}
