/** The sandbox's own certificate. */
package io.imgapi.sandbox.tls;
