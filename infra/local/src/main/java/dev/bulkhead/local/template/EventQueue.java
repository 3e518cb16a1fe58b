package dev.bulkhead.local.template;

import java.time.Duration;

/**
 * The queue of the template, and the function that it is emptied by.
 *
 * @param id the logical id
 * @param maxReceives after so many a message that still fails is a dead letter
 * @param function its logical id
 * @param batchSize how many messages the function is handed at most
 * @param batchingWindow how long the first of them waits for more at most
 */
public record EventQueue(
    String id,
    String arn,
    String region,
    int maxReceives,
    String function,
    int batchSize,
    Duration batchingWindow) {}
