/** Accounts and the public keys that speak for them. */
package io.imgapi.sandbox.account;
