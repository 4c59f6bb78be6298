/** Zones in which an IMGAPI lives, laid out as directories that {@code imgapi --root} works on. */
package io.imgapi.sandbox.zone;
