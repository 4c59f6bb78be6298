/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import com.unboundid.ldap.sdk.Entry;
import java.util.Optional;

/**
 * What became of an entry.
 *
 * @param now how it is; empty where it is gone
 */
record Change(String dn, Optional<Entry> now) {}
