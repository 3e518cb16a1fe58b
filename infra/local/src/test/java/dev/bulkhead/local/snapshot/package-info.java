/** What is in a process when SnapStart takes its snapshot. */
package dev.bulkhead.local.snapshot;
