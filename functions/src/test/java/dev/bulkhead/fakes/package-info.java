/** Small stand-ins for what a function is given, and a client that calls it as the gateway does. */
package dev.bulkhead.fakes;
