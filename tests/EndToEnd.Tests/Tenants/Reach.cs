namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Whose an endpoint is.</summary>
public enum Reach
{
    /// <summary>Data of the token's app.</summary>
    App,

    /// <summary>Operators alone.</summary>
    Operator,

    /// <summary>Needs no token: pages, health, metrics, sign-in.</summary>
    Public,

    /// <summary>Media nodes with the control secret.</summary>
    Node,

    /// <summary>Players with a play token.</summary>
    Viewer,
}
