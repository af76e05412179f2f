namespace Rooms.MediaRelay.Control;

/// <summary>What every connection to the control plane works with, and what outlives it.</summary>
internal sealed record ControlLinkParts(
    UrlAccess Access,
    AppOrigins Origins,
    PublishQuestions Questions,
    EventOutbox Events,
    Orders Orders,
    NodeReport Report,
    UsageReports Usage,
    TimeProvider Time);
