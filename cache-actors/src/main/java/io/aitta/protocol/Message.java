package io.aitta.protocol;

/** What one node's link says to another's. */
public sealed interface Message
    permits Request,
        Response,
        NodeStatus,
        CatalogCommand,
        CatalogResult,
        CatalogPush,
        CatalogAck,
        ReplicaPost,
        VoterPost {}
