/**
 * A standalone IMGAPI on loopback: it serves and changes what lies below a zone's {@code
 * /data/imgapi}, in the layout, the shapes and with the error codes of the real one
 * (operator-scripts.md 2, 4.2 and 5, triton-apis.md 0, 6 and 10).
 *
 * <p>The room stands on its own: of the sandbox it uses the public key's one-line form and the one
 * failure type. It has a signer and a Manta client of its own, so that no misreading is shared.
 */
package io.imgapi.sandbox.imgapi;
