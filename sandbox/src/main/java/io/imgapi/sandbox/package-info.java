/**
 * A whole small Triton on loopback, for trying, demonstrating and testing.
 *
 * <p>It shares no signing or protocol code with the clients: if it did, one misreading would make
 * both sides agree on a wrong wire format. Tests embed it through {@link
 * io.imgapi.sandbox.Sandbox}; programs run it as a process of its own through {@code
 * io.imgapi.sandbox.process}.
 */
package io.imgapi.sandbox;
