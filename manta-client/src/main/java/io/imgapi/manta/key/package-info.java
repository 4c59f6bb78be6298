/** SSH keys: reading them, naming them by fingerprint, signing with them. */
package io.imgapi.manta.key;
