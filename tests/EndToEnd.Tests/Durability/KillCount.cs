namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>How often a test kills the server: a few times in <c>./rooms check</c>, which must stay quick; in <c>./rooms soak</c> as often as is promised.</summary>
internal static class KillCount
{
    private const string Variable = "ROOMS_SOAK";

    public static int Of(int inCheck, int inSoak) => Environment.GetEnvironmentVariable(Variable) == "1" ? inSoak : inCheck;
}
