import type { MethodDefinition } from '@grpc/grpc-js'

/** The Export method of a collector service, with messages as the bytes they are. */
export function exportMethod(service: string): MethodDefinition<Buffer, Buffer> {
  return {
    path: `/opentelemetry.proto.collector.${service}/Export`,
    requestStream: false,
    responseStream: false,
    requestSerialize: asItIs,
    requestDeserialize: asItIs,
    responseSerialize: asItIs,
    responseDeserialize: asItIs,
  }
}

function asItIs(bytes: Buffer): Buffer {
  return bytes
}
