/** The same response, which tells with every chunk how many bytes of it have come. */
export function countBytes(response: Response, onCount: (receivedBytes: number) => void): Response {
  if (response.body === null) return response
  let received = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.byteLength
        onCount(received)
        controller.enqueue(chunk)
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(counted, { status, statusText, headers })
}
