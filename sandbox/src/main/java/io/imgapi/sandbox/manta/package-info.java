/**
 * Manta on loopback: the wire behaviour of manta-protocol.md over the durable tree.
 *
 * <p>A request passes through {@link io.imgapi.sandbox.manta.MantaHandler} (faults, delays), {@link
 * io.imgapi.sandbox.manta.Router} (which operation), {@link io.imgapi.sandbox.manta.Gate} (who, may
 * they, does it exist) and one {@link io.imgapi.sandbox.manta.Operation}.
 */
package io.imgapi.sandbox.manta;
