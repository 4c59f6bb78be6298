/**
 * Proof of who sends a request: HTTP signatures and signed URLs (manta-protocol.md 2), written from
 * the wire facts alone.
 */
package io.imgapi.sandbox.auth;
