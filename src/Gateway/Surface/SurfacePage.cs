namespace Rooms.Gateway.Surface;

/// <summary>What of the server is for operators and admins.</summary>
internal enum SurfacePage
{
    /// <summary>For everybody; a route may still want a token.</summary>
    None,

    /// <summary>The way in.</summary>
    SignIn,

    Console,

    Documentation,

    Metrics,

    /// <summary>REST whose routes ask for a role themselves.</summary>
    Rest,
}
