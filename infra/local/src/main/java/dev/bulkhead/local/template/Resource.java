package dev.bulkhead.local.template;

/**
 * A resource of the template.
 *
 * @param properties those of the {@code Globals} for its type included
 */
record Resource(String id, String type, Section properties, Section whole) {}
