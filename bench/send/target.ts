/** Where requests go. */
export interface Target {
  readonly protocol: 'http' | 'grpc'
  readonly port: number
}

/** Sends one request and resolves when it was answered; the answer says whether it was accepted. */
export interface Connection {
  send(body: Uint8Array): Promise<boolean>
  close(): void
}
