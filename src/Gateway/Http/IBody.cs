namespace Rooms.Gateway.Http;

/// <summary>A request's body that can say what is wrong with itself.</summary>
internal interface IBody
{
    /// <summary>Null: nothing. Else <c>field: what would be right</c>.</summary>
    string? Fault();
}
